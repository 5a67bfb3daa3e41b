import type { PhoneState } from '../../../model/pbxState.cts';
import type { Switches } from '../switches.cts';

/** The list has no word for hold, nor for a broken line. */
const states: Record<PhoneState, (switches: Switches) => string> = {
	idle: () => 'Idle',
	ringing: () => 'Ringing',
	inCall: ({ inCallWord }) => inCallWord,
	onHold: ({ inCallWord }) => inCallWord,
	unavailable: () => 'Unavailable',
	malfunction: () => 'Unavailable',
	noPort: () => 'Unavailable',
};

export function stateWord(state: PhoneState, switches: Switches): string {
	const word = states[state](switches);
	switch (switches.stateWords) {
		case 'InUse':
			return word;
		case 'inuse':
			return word.toLowerCase();
		case 'In Use':
			return word.replace('InUse', 'In Use');
	}
}
