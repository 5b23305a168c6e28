/** Settings of notifications and files, and the progress of the sync. */
export const alerts = { alerts: { title: 'Уведомления' } };
