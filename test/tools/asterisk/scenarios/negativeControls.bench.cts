import type { MonitorMode } from '../../../../pbx/model/monitoring';
import { Bench } from '../../../../tools/asterisk/bench.cts';
import { plainAmi } from '../../../../tools/asterisk/monitoring/plainAmi.cts';
import type { MonitoringSubject } from '../../../../tools/asterisk/monitoring/monitoringSubject.cts';
import { checksOf } from '../../../../tools/asterisk/report/tally.cts';
import {
	runScenarios,
	type Finding,
	type Scenario,
} from '../../../../tools/asterisk/scenarios/scenarioRun.cts';
import { scenarios } from '../../../../tools/asterisk/scenarios/scenarios.cts';

const minute = 60_000;
let bench: Bench;
let plain: MonitoringSubject;

jest.setTimeout(minute);
beforeAll(async () => {
	bench = await Bench.open();
	plain = await plainAmi(bench.url, Bench.users.n8n);
}, 5 * minute);
afterAll(() => bench.close());

const named = (name: string): Scenario[] => scenarios.filter((scenario) => scenario.name === name);

/** The failed checks of a run. */
async function failedChecks(subject: MonitoringSubject, scenario: string): Promise<string[]> {
	const findings: Finding[] = [];
	await runScenarios(bench, subject, named(scenario), {
		started: () => undefined,
		unsupported: () => undefined,
		record: (finding) => findings.push(finding),
	});
	const checks = findings.flatMap(checksOf).filter(({ passed }) => !passed);
	return checks.map(({ text }) => text);
}

const delivering = (mode: MonitorMode): MonitoringSubject => ({
	...plain,
	start: (_, supervisor, monitored) => plain.start(mode, supervisor, monitored),
});

it('a whisper passes', async () => {
	expect(await failedChecks(plain, 'whisper')).toEqual([]);
});

it.each([
	['barges in', 'bargeIn', 'judged as whisper: C hears A'],
	['only listens', 'listen', 'judged as whisper: B does not hear A'],
] as const)('a subject that says whisper and %s fails', async (_, mode, failedCheck) => {
	expect(await failedChecks(delivering(mode), 'whisper')).toContain(failedCheck);
});

it('a subject that monitors the customer instead of the agent fails', async () => {
	const wrongLeg: MonitoringSubject = {
		...plain,
		start: (mode, supervisor) => plain.start(mode, supervisor, '1003'),
	};
	const found = await failedChecks(wrongLeg, 'whisper');
	expect(found.join('\n')).toContain('B does not hear A, C hears A');
});

it('a subject that does nothing fails', async () => {
	const idle: MonitoringSubject = { ...plain, start: () => Promise.resolve() };
	const found = await failedChecks(idle, 'whisper');
	expect(found.join('\n')).toContain('A does not hear B, A does not hear C, B does not hear A');
});

it('a subject that says stop and goes on fails', async () => {
	const withoutStop: MonitoringSubject = { ...plain, stop: () => Promise.resolve() };
	expect((await failedChecks(withoutStop, 'stop')).join('\n')).toContain(
		'A hears B, A hears C, B hears A',
	);
});

it('a subject that cannot start is reported with the reason', async () => {
	const broken: MonitoringSubject = {
		...plain,
		start: () => Promise.reject(new Error('The PBX is on fire.')),
	};
	expect(await failedChecks(broken, 'listen')).toEqual([
		'the scenario can be run: The PBX is on fire.',
	]);
});
