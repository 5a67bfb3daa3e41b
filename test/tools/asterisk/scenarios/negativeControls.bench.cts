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
let honest: MonitoringSubject;

jest.setTimeout(minute);
beforeAll(async () => {
	bench = await Bench.open();
	honest = await plainAmi(bench.url, Bench.users.n8n);
}, 5 * minute);
afterAll(() => bench.close());

const named = (name: string): Scenario[] => scenarios.filter((scenario) => scenario.name === name);

/** What the run says that is not as it must be. */
async function complaints(subject: MonitoringSubject, scenario: string): Promise<string[]> {
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
	...honest,
	start: (_, supervisor, monitored) => honest.start(mode, supervisor, monitored),
});

it('who whispers is believed', async () => {
	expect(await complaints(honest, 'whisper')).toEqual([]);
});

it.each([
	['barges in', 'bargeIn', 'judged as whisper: C hears A'],
	['only listens', 'listen', 'judged as whisper: B does not hear A'],
] as const)('who says whisper and %s is found out', async (_, mode, complaint) => {
	expect(await complaints(delivering(mode), 'whisper')).toContain(complaint);
});

it('who monitors the customer instead of the agent is found out', async () => {
	const wrongLeg: MonitoringSubject = {
		...honest,
		start: (mode, supervisor) => honest.start(mode, supervisor, '1003'),
	};
	const found = await complaints(wrongLeg, 'whisper');
	expect(found.join('\n')).toContain('B does not hear A, C hears A');
});

it('who does nothing is found out', async () => {
	const idle: MonitoringSubject = { ...honest, start: () => Promise.resolve() };
	const found = await complaints(idle, 'whisper');
	expect(found.join('\n')).toContain('A does not hear B, A does not hear C, B does not hear A');
});

it('who says stop and goes on is found out', async () => {
	const deaf: MonitoringSubject = { ...honest, stop: () => Promise.resolve() };
	expect((await complaints(deaf, 'stop')).join('\n')).toContain('A hears B, A hears C, B hears A');
});

it('who fails to start is reported with the reason', async () => {
	const broken: MonitoringSubject = {
		...honest,
		start: () => Promise.reject(new Error('The PBX is on fire.')),
	};
	expect(await complaints(broken, 'listen')).toEqual([
		'the scenario can be played: The PBX is on fire.',
	]);
});
