import { Failure } from '../../../../pbx/model/failure';
import { Bench } from '../../../../tools/asterisk/bench.cts';
import { realLine } from './realLine.cts';
import { failureOf } from './recordedPbx.cts';

const minute = 60_000;
let bench: Bench;

jest.setTimeout(minute);
beforeAll(async () => {
	bench = await Bench.open({ audioCapture: 'recordings' });
}, 5 * minute);
afterAll(() => bench.close());

it('reports version, clock, start and extensions, with the right to report alone', async () => {
	const { system } = realLine(bench, { user: Bench.users.onlyReporting }).pbx;
	const info = await system?.info();
	if (info === undefined || info instanceof Failure) throw new Error('no info');
	expect(info).toEqual({
		model: 'Asterisk',
		firmwareVersion: expect.stringMatching(/^\d+\.\d+/) as string,
		time: expect.any(String) as string,
		startTime: expect.any(String) as string,
		extensions: 4,
	});
	const { time = '', startTime = '' } = info;
	expect(Math.abs(Date.parse(time) - Date.now())).toBeLessThan(minute);
	expect(Date.parse(startTime)).toBeLessThanOrEqual(Date.parse(time));
	expect(Date.parse(time) - Date.parse(startTime)).toBeLessThan(5 * minute);
});

it('names the right that is missing', async () => {
	const { system } = realLine(bench, { user: Bench.users.nothing }).pbx;
	const failure = failureOf(await system?.info());
	expect(failure.message).toBe('The manager user lacks the right `reporting`');
	expect(failure.remedy).toContain('CoreSettings');
});
