import type { MonitorMode } from '../../../pbx/model/monitoring';
import type { SwitchboardState } from '../../../simulator/switchboard/switchboard.cts';
import { Bench } from '../../../tools/asterisk/bench.cts';
import { monitoringByDriver } from '../../../tools/asterisk/monitoring/driverSubject.cts';
import { benchSwitchboard } from '../../../tools/demo/asterisk/benchSwitchboard.cts';
import { until } from '../../../tools/poll.cts';

const minute = 60_000;
const answering = { A: 'byHeader', B: 'auto', C: 'auto', D: 'manual' } as const;
const people = { A: 'Sarah', B: 'Alice', C: 'Customer', D: 'Ming' };

let bench: Bench;
let switchboard: ReturnType<typeof benchSwitchboard>;

jest.setTimeout(minute);
beforeAll(async () => {
	bench = await Bench.open({ answering });
	switchboard = benchSwitchboard({
		bench,
		people,
		answering,
		apiCalls: () => [],
		scenarios: [],
	});
}, 5 * minute);
beforeEach(async () => {
	await bench.call('B', 'C');
});
afterEach(() => bench.hangUpAll());
afterAll(() => bench.close());

function shows(what: string, condition: (state: SwitchboardState) => boolean) {
	return until(what, 10_000, async () => {
		const state = await switchboard.state();
		return condition(state) ? state : undefined;
	});
}

function says(sentence: string) {
	return shows(`"${sentence}"`, ({ calls }) =>
		calls.some(({ sentences }) => sentences.includes(sentence)),
	);
}

function phone({ phones }: SwitchboardState, number: string) {
	return phones.find((each) => each.number === number);
}

const sentences: [MonitorMode, string][] = [
	['listen', '1001 listens to 1002 and 1003; neither hears 1001'],
	['whisper', '1001 whispers to 1002; 1003 hears only 1002'],
	['bargeIn', '1001, 1002 and 1003 hear each other'],
];

it.each(sentences)('the driver starts %s, and the arrows are those of it', async (mode, wanted) => {
	await monitoringByDriver(bench).start(mode, '1001', '1002');

	await says(wanted);
});

it('the driver changes the mode, and the arrows move', async () => {
	const subject = monitoringByDriver(bench);
	await subject.start('whisper', '1001', '1002');
	await says('1001 whispers to 1002; 1003 hears only 1002');

	await subject.changeMode?.('bargeIn', '1001', '1002');

	await says('1001, 1002 and 1003 hear each other');
});

it('a supervisor who is called rings until somebody presses the button', async () => {
	const started = monitoringByDriver(bench).start('whisper', '1004', '1002');
	await says('1004 is ringing: it will whisper to 1002 when it is picked up');
	const ringing = await shows('1004 to ring', (state) => phone(state, '1004')?.state === 'ringing');
	expect(phone(ringing, '1004')).toMatchObject({
		name: 'Ming',
		acts: ['pick-up', 'decline', 'unplug'],
	});

	expect(await switchboard.act('1004', 'pick-up')).toMatchObject({ done: true });

	await says('1004 whispers to 1002; 1003 hears only 1002');
	await started;
});

it('hold, resume and hang up are those of the phone', async () => {
	await switchboard.act('1002', 'hold');
	const held = await says('1002 holds 1003');
	expect([phone(held, '1002')?.state, phone(held, '1003')?.state]).toEqual(['onHold', 'inCall']);

	await switchboard.act('1002', 'unhold');
	await says('1002 talks with 1003');
	await switchboard.act('1002', 'hang-up');
	await shows('no call', ({ calls }) => calls.length === 0);
});

it('a phone is unplugged and plugged in', async () => {
	await switchboard.act('1004', 'unplug');
	const off = await shows(
		'1004 to be gone',
		(state) => phone(state, '1004')?.state === 'unavailable',
	);
	expect(phone(off, '1004')).toMatchObject({ acts: ['plug-in'], canCall: false });
	expect(await switchboard.call('1004', '1001')).toMatchObject({ done: false });

	await switchboard.act('1004', 'plug-in');
	await shows('1004 to be back', (state) => phone(state, '1004')?.state === 'idle');
});
