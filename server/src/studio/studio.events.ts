import { ChangeEvent } from './events.ts';

/**
 * The way business days are counted is another one. Told once the new settings are saved; the change that listeners get
 * carries the new preferences, calendar and today.
 */
export const calendarChanged = new ChangeEvent<{ what: 'work_week' | 'closures' | 'method' | 'time_zone' }>();
