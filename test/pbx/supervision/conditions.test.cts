import type { Extension } from '../../../pbx/model/extension';
import type { MonitorMode, PermissionWords } from '../../../pbx/model/monitoring';
import { permits, unmetConditions } from '../../../pbx/supervision/conditions';

const words: PermissionWords = {
	place: 'Extensions',
	allowBeingMonitored: 'Allow Being Monitored',
	monitorMode: 'Monitor Mode',
	values: {
		all: 'Extensive',
		listen: 'Listen',
		whisper: 'Whisper',
		bargeIn: 'Barge-in',
		disabled: 'Disabled',
	},
};

const supervisor: Extension = {
	number: '101',
	name: 'Sarah',
	state: 'idle',
	rawState: 'Idle',
	monitorMode: 'all',
};
const agent: Extension = {
	number: '106',
	name: 'Alice',
	state: 'inCall',
	rawState: 'Busy',
	allowBeingMonitored: true,
};

function unmet(
	changes: { supervisor?: Partial<Extension>; agent?: Partial<Extension> } = {},
	mode: MonitorMode = 'whisper',
): string[] {
	const seen = [
		{ ...supervisor, ...changes.supervisor },
		{ ...agent, ...changes.agent },
	];
	const order = { mode, supervisor: '101', monitored: '106' };
	return unmetConditions(order, seen, words).map(({ message }) => message);
}

test('nothing speaks against a good order', () => {
	expect(unmet()).toEqual([]);
	expect(unmet({ agent: { state: 'onHold' } })).toEqual([]);
});

test.each([
	['ringing', 'its phone is ringing'],
	['inCall', 'it is in a call'],
	['onHold', 'it has a call on hold'],
	['unavailable', 'its phone is not registered'],
	['fault', 'its line has a fault'],
] as const)('a supervisor whose state is %s', (state, reason) => {
	expect(unmet({ supervisor: { state } })).toEqual([`Extension 101 is not free: ${reason}`]);
});

test('what the PBX does not tell is not held against anybody', () => {
	expect(
		unmet({
			supervisor: { state: 'unknown', monitorMode: undefined },
			agent: { state: 'unknown', allowBeingMonitored: undefined },
		}),
	).toEqual([]);
});

test('an agent whose phone is still ringing', () => {
	expect(unmet({ agent: { state: 'ringing' } })).toEqual([
		'Extension 106 is not in a call yet: its phone is still ringing',
	]);
});

test('all of them together', () => {
	expect(
		unmet({
			supervisor: { state: 'inCall', monitorMode: 'listen' },
			agent: { state: 'idle', allowBeingMonitored: false },
		}),
	).toEqual([
		'Extension 101 is not free: it is in a call',
		'Extension 101 may not whisper: its Monitor Mode is Listen',
		'Extension 106 is not in a call',
		'Extension 106 does not allow being monitored',
	]);
});

test.each([
	['all', ['listen', 'whisper', 'bargeIn']],
	['listen', ['listen']],
	['whisper', ['whisper']],
	['bargeIn', ['bargeIn']],
	['disabled', []],
] as const)('the permission %s is good for %p', (permission, modes) => {
	const all: MonitorMode[] = ['listen', 'whisper', 'bargeIn'];
	expect(all.filter((mode) => permits(permission, mode))).toEqual(modes);
});
