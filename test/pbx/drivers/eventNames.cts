import { familyOf } from '../../../pbx/drivers/registry';
import type { EventName } from '../../../pbx/model/event';

/** The events that a family reports. */
export function eventNamesOf(family: string): EventName[] {
	const names = familyOf(family)?.events?.eventNames;
	if (!names) throw new Error(`${family} reports no events`);
	return [...names];
}
