import type { Party } from './calls.cts';
import type { Phone, PhoneState } from './pbxModel.cts';

/** What a phone is doing, from its own ends of calls and monitoring legs. */
export function phoneState(phone: Phone, ends: Party[]): PhoneState {
	switch (phone.line) {
		case 'unregistered':
			return 'unavailable';
		case 'malfunction':
		case 'noPort':
			return phone.line;
	}
	if (ends.some((end) => end.stage === 'up' && !end.holding)) return 'inCall';
	if (ends.some((end) => end.stage === 'ringing')) return 'ringing';
	if (ends.some((end) => end.holding)) return 'onHold';
	return 'idle';
}
