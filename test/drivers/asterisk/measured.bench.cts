import { Bench } from '../../asterisk/bench.cts';
import { Console } from '../../asterisk/report/console.cts';
import { checksOf } from '../../asterisk/report/tally.cts';
import { play } from '../../asterisk/scenarios/play.cts';
import { scenarios } from '../../asterisk/scenarios/scenarios.cts';
import { monitoringByDriver } from './monitoringByDriver.cts';

const minute = 60_000;
let bench: Bench;

jest.setTimeout(5 * minute);
beforeAll(async () => {
	bench = await Bench.open();
}, 5 * minute);
afterAll(() => bench.close());

it('who hears whom is as it must be, in every scene', async () => {
	const lines: string[] = [];
	const told = new Console((line) => lines.push(line));
	const underTest = monitoringByDriver(bench);
	const findings = await told.during(underTest.name, (audience) =>
		play(bench, underTest, scenarios, audience),
	);
	told.close();
	process.stdout.write(`${lines.join('\n')}\n`);
	const wrong = findings.flatMap(checksOf).filter(({ passed }) => !passed);
	expect(wrong).toEqual([]);
	expect(findings.length).toBeGreaterThan(scenarios.length);
});
