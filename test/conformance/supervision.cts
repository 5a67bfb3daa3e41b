import { clockUntil } from '../../transport/clock';
import { Failure } from '../../pbx/model/failure';
import type { MonitoringExtra, MonitorRequest } from '../../pbx/model/monitoring';
import { CallWatches } from '../../pbx/supervision/watching/callWatches';
import { changeMode } from '../../pbx/supervision/changeMode';
import { StateQueries } from '../../pbx/supervision/watching/stateQueries';
import type { SupervisionOptions } from '../../pbx/supervision/options';
import { stopMonitoring } from '../../pbx/supervision/stopMonitoring';
import { startSupervision } from '../../pbx/supervision/startSupervision';
import type { SupervisionContext } from '../../pbx/supervision/watching/context';
import type { Subject } from './subject.cts';

const bare: SupervisionOptions = {
	checkConditions: 'afterRefusal',
	ifAlreadyMonitoring: 'fail',
	fallbackSupervisors: [],
};

/** Dependable supervision, alike on every driver; what a PBX shows of it differs. */
export function supervisionConformance(open: () => Promise<Subject>): void {
	let subject: Subject;

	beforeAll(async () => {
		subject = await open();
	}, 300_000);

	afterEach(async () => {
		await subject.quiet();
	});

	afterAll(async () => {
		await subject.close();
	});

	const whisper = (): MonitorRequest => {
		const { supervisor, agent } = subject.numbers;
		return { mode: 'whisper', supervisor, monitored: agent };
	};

	const context = (): SupervisionContext => {
		const clock = clockUntil();
		const { extensions } = subject.pbx;
		return {
			startedAtMs: clock.now(),
			clock,
			states: new StateQueries().asking('', extensions, clock),
			waitForCall: new CallWatches().waiting('', extensions, clock),
			yieldSlot: async (wait) => await wait(),
		};
	};

	const supervised = (options: Partial<SupervisionOptions>, change: Partial<MonitorRequest> = {}) =>
		startSupervision(subject.pbx, { ...whisper(), ...change }, { ...bare, ...options }, context());

	const shownStart = () =>
		subject.capabilities.answeredIs ??
		(subject.capabilities.startIs === 'monitoring' ? 'monitoring' : 'answered');

	test('checks before calling, and says what does not hold', async () => {
		const options = { checkConditions: 'beforeCalling' } as const;
		const { agent } = subject.numbers;
		expect(await supervised(options)).toMatchObject({
			message: `Extension ${agent} is not in a call`,
		});
		await subject.agentTalks();
		expect(await supervised(options)).toMatchObject({ result: subject.capabilities.startIs });
	});

	test('waits for the call of the agent', async () => {
		const waiting = supervised({ waitForCallMs: 30_000 });
		await subject.agentTalks();
		expect(await waiting).toMatchObject({ result: subject.capabilities.startIs });
		expect(await subject.supervisorIsOnTheCall()).toBe(true);
	});

	test('waits for the answer, as far as the PBX shows it', async () => {
		await subject.agentTalks();
		const supervision = await supervised({ waitForAnswerMs: 10_000 });
		expect(supervision).toMatchObject({
			result: shownStart(),
			elapsedMs: expect.any(Number) as number,
		});
	});

	test('calls a fallback supervisor when the first cannot be reached', async () => {
		await subject.agentTalks();
		const { supervisor, unassigned } = subject.numbers;
		expect(
			await supervised({ fallbackSupervisors: [supervisor] }, { supervisor: unassigned }),
		).toMatchObject({
			supervisor,
			attempts: [
				{
					supervisor: unassigned,
					status: 'failed',
					reason: `Extension ${unassigned} does not exist on the PBX`,
				},
				{ supervisor, status: subject.capabilities.startIs },
			],
		});
	});

	test('stops, and has nothing to stop the second time', async () => {
		await subject.agentTalks();
		await supervised({ waitForAnswerMs: 10_000 });
		const monitored = subject.numbers.agent;
		const stop = () => stopMonitoring(subject.pbx, whisper(), context());
		expect(await stop()).toEqual({ result: 'stopped', monitored });
		expect(await subject.callIsUp()).toBe(true);
		await supervisorLeft();
		expect(await stop()).toEqual({ result: 'notMonitoring', monitored });
	});

	test('stops whatever the supervisor monitors, and names it where the PBX shows it', async () => {
		await subject.agentTalks();
		await supervised({ waitForAnswerMs: 10_000 });
		const { supervisor, agent } = subject.numbers;
		const stop = () => stopMonitoring(subject.pbx, { supervisor }, context());
		const monitored = shownStart() === 'monitoring' ? agent : undefined;
		expect(await stop()).toEqual({ result: 'stopped', monitored });
		expect(await subject.callIsUp()).toBe(true);
		await supervisorLeft();
		expect(await stop()).toEqual({ result: 'notMonitoring', monitored: undefined });
	});

	test('does not hang up a supervisor of no monitoring who has another call', async () => {
		await subject.supervisorTalks();
		const { supervisor } = subject.numbers;
		const refused = await stopMonitoring(subject.pbx, { supervisor }, context());
		expect(refused).toMatchObject({ kind: 'refused', input: 'force' });
		expect(await stopMonitoring(subject.pbx, { supervisor }, context(), true)).toMatchObject({
			result: 'stopped',
		});
	});

	const extras: Array<[MonitoringExtra, Partial<MonitorRequest>]> = [
		['supervisorIsNumber', { supervisor: '0151234567', supervisorIsNumber: true }],
		['beepToAgent', { beepToAgent: true }],
		['stopAfterMs', { stopAfterMs: 60_000 }],
	];

	test.each(extras)('%s is done, or refused before anything is asked', async (extra, change) => {
		if (subject.pbx.monitoring?.extras?.includes(extra)) return;
		await subject.agentTalks();
		const before = subject.requests();
		expect(await supervised({}, change)).toMatchObject({ kind: 'unsupported' });
		expect(subject.requests()).toBe(before);
	});

	test('does not hang up a supervisor who has another call', async () => {
		await subject.supervisorTalks();
		const refused = await stopMonitoring(subject.pbx, whisper(), context());
		expect(refused).toBeInstanceOf(Failure);
		expect(await stopMonitoring(subject.pbx, whisper(), context(), true)).toMatchObject({
			result: 'stopped',
		});
	});

	test.each([true, false])('changes the mode (allowed: %s)', async (allowModeChange) => {
		await subject.agentTalks();
		await supervised({ waitForAnswerMs: 10_000 }, { mode: 'listen', allowModeChange });
		const inPlace = subject.capabilities.offers.includes('changeMode') && allowModeChange;
		expect(await changeMode(subject.pbx, whisper(), context())).toMatchObject({
			result: subject.capabilities.startIs,
			restarted: !inPlace,
		});
		expect(await subject.supervisorIsOnTheCall()).toBe(true);
		expect(await subject.callIsUp()).toBe(true);
	});

	/** The supervisor's call needs a moment to end. */
	async function supervisorLeft(): Promise<void> {
		for (let polls = 0; polls < 50 && (await subject.supervisorIsOnTheCall()); polls += 1) {
			await new Promise((done) => setTimeout(done, 100));
		}
		expect(await subject.supervisorIsOnTheCall()).toBe(false);
	}
}
