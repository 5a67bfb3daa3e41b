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
	const extensions = [
		{ ...supervisor, ...changes.supervisor },
		{ ...agent, ...changes.agent },
	];
	const request = { mode, supervisor: '101', monitored: '106' };
	return unmetConditions(request, extensions, words).map(({ failure }) => failure.message);
}

test('a request that meets every condition', () => {
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
	expect(unmet({ supervisor: { state } })).toEqual([`Extension 101 is not idle: ${reason}`]);
});

test('a condition that the PBX does not report counts as met', () => {
	expect(
		unmet({
			supervisor: { state: 'unknown', monitorMode: undefined },
			agent: { state: 'unknown', allowBeingMonitored: undefined },
		}),
	).toEqual([]);
});

test('an agent whose phone is still ringing', () => {
	expect(unmet({ agent: { state: 'ringing' } })).toEqual([
		'Extension 106 is not in a call: its phone is still ringing',
	]);
});

test('all of them together', () => {
	expect(
		unmet({
			supervisor: { state: 'inCall', monitorMode: 'listen' },
			agent: { state: 'idle', allowBeingMonitored: false },
		}),
	).toEqual([
		'Extension 101 is not idle: it is in a call',
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
