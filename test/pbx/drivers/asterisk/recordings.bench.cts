import { setTimeout as sleep } from 'node:timers/promises';

import { toneLevel } from '../../../../tools/asterisk/audio/level.cts';
import { sampleRate } from '../../../../tools/asterisk/audio/tone.cts';
import { Bench } from '../../../../tools/asterisk/bench.cts';
import { extensionOf, prefixes, toneOf } from '../../../../tools/asterisk/phones.cts';
import { realLine, type RealLine } from './realLine.cts';
import { failureOf } from './recordedPbx.cts';

const minute = 60_000;
let bench: Bench;
let line: RealLine;

jest.setTimeout(minute);
beforeAll(async () => {
	bench = await Bench.open({ audioCapture: 'recordings' });
	line = realLine(bench);
}, 5 * minute);
afterEach(() => bench.hangUpAll());
afterAll(() => bench.close());

/** Level of a phone's tone in one second of a recording. */
function level(samples: Int16Array, second: number, name: 'B' | 'C'): number {
	const part = samples.subarray(second * sampleRate, (second + 1) * sampleRate);
	return toneLevel(part, toneOf[name], 1_000);
}

it.each(['recordedAtCaller', 'recordedAtCalled'] as const)(
	'pauses and resumes what is recorded: %s',
	async (where) => {
		const { recordings } = line.pbx;
		const number = `${prefixes[where]}${extensionOf.C}`;
		const since = bench.amiObserver.now();
		await bench.phone('B').dial(number);
		await bench.bridged('B', since);
		await bench.bridged('C', since);
		await sleep(3_000);
		expect(await recordings?.pause?.('1002')).toBe('done');
		await sleep(3_000);
		expect(await recordings?.resume?.('1002')).toBe('done');
		expect(await recordings?.resume?.('1002')).toBe('done');
		await sleep(3_000);
		await bench.hangUpAll();
		await sleep(1_000);
		const samples = bench.recordingOnPbx(number);
		// The pause keeps its place in the file, as silence.
		expect(samples.length).toBeGreaterThan(8 * sampleRate);
		for (const name of ['B', 'C'] as const) {
			expect(level(samples, 1, name)).toBeGreaterThan(-20);
			expect(level(samples, 4, name)).toBeLessThan(-60);
			expect(level(samples, 7, name)).toBeGreaterThan(-20);
		}
	},
);

it('says that a call is not recorded', async () => {
	await bench.call('B', 'C');
	expect(failureOf(await line.pbx.recordings?.pause?.('1002')).message).toBe(
		'The call of extension 1002 is not being recorded',
	);
});
