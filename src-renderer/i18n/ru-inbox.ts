/** «Требуют внимания». */
export const inbox = { inbox: { list: 'Требуют внимания' } };
