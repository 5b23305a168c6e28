/** 16-bit arithmetic with saturation, as telephone codecs prescribe it: the same result on every machine. */

export const saturated = (value: number): number => (value > 32767 ? 32767 : value < -32768 ? -32768 : value);

export const add = (a: number, b: number): number => saturated(a + b);

/** The product of two fractions of 2¹⁵, rounded. */
export const multiply = (a: number, b: number): number => saturated((a * b + 16384) >> 15);
