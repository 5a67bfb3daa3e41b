import type { MonitorPermission } from '../../../../pbx/model/monitoring';
import type { PhoneState, QueueMember, TrunkCall } from '../../../model/pbxState.cts';
import type { Switches } from '../switches.cts';

const states: Record<PhoneState, (switches: Switches) => string> = {
	idle: (switches) => switches.freeWord,
	ringing: () => 'Ringing',
	inCall: (switches) => switches.inCallWord,
	onHold: () => 'Hold',
	unavailable: () => 'Unavailable',
	malfunction: () => 'Malfunction',
	noPort: () => 'Fxsnoport',
};

export function stateWord(state: PhoneState, switches: Switches): string {
	const word = states[state](switches);
	return switches.stateCase === 'lower' ? word.toLowerCase() : word;
}

export function monitorModeWord(permission: MonitorPermission, switches: Switches): string {
	switch (permission) {
		case 'all':
			return 'Extensive';
		case 'listen':
			return 'Listen';
		case 'whisper':
			return 'Whisper';
		case 'bargeIn':
			return 'Barge-in';
		case 'disabled':
			return switches.disabledWord;
	}
}

const permissions: Record<string, MonitorPermission> = {
	Extensive: 'all',
	Listen: 'listen',
	Whisper: 'whisper',
	'Barge-in': 'bargeIn',
	Disabled: 'disabled',
	Disable: 'disabled',
	disable: 'disabled',
};

export function monitorPermission(word: string): MonitorPermission | undefined {
	return Object.hasOwn(permissions, word) ? permissions[word] : undefined;
}

const progressWords: Record<TrunkCall['progress'], string> = {
	talking: 'Talking',
	ringing: 'Progress',
	queued: 'Wait',
};

export function progressWord(progress: TrunkCall['progress']): string {
	return progressWords[progress];
}

const agentStatuses: Record<QueueMember['state'], string> = {
	unknown: '0',
	idle: '1',
	inCall: '2',
	malfunction: '4',
	noPort: '4',
	unavailable: '5',
	ringing: '6',
	onHold: '8',
};

/** 9: paused, which a phone in use hides. */
export function agentStatus({ state, paused }: QueueMember): string {
	return paused && state === 'idle' ? '9' : agentStatuses[state];
}

/**
 * A field typed Int. Leading zeros cannot be written as a number, so such a value stays quoted.
 */
export function int(digits: string, switches: Switches): string | number {
	if (switches.numbers === 'quoted') return digits;
	return /^(0|[1-9]\d*)$/.test(digits) ? Number(digits) : digits;
}
