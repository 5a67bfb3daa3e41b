import { Failure } from '../../pbx/model/failure';
import type { MonitorRequest, MonitorMode } from '../../pbx/model/monitoring';
import type { AgentState } from '../../pbx/model/queue';
import { startMonitoring } from '../../pbx/supervision/startMonitoring';
import type { Subject } from './subject.cts';

// What every driver must do alike. Where PBXs differ, a case names the result for each capability.

const modes: MonitorMode[] = ['listen', 'whisper', 'bargeIn'];

export function conformance(open: () => Promise<Subject>): void {
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

	const start = (change: Partial<MonitorRequest> = {}) => {
		const { supervisor, agent } = subject.numbers;
		const whisper = { mode: 'whisper', supervisor, monitored: agent } as const;
		return startMonitoring(subject.pbx, { ...whisper, ...change });
	};

	const refusal = async (change: Partial<MonitorRequest> = {}) => {
		const result = await start(change);
		if (result instanceof Failure) return result;
		throw new Error('the PBX did what it should refuse');
	};

	/** A phone needs a moment to ring, and a call to end. */
	const eventually = async (wanted: boolean, holds: () => Promise<boolean>) => {
		for (let polls = 0; polls < 50 && (await holds()) !== wanted; polls += 1) {
			await new Promise((done) => setTimeout(done, 100));
		}
		expect(await holds()).toBe(wanted);
	};

	describe('monitoring', () => {
		test.each(modes)('%s puts the supervisor on the call', async (mode) => {
			await subject.agentTalks();
			expect(await start({ mode })).toMatchObject({ result: subject.capabilities.startIs });
			await eventually(true, () => subject.supervisorIsOnTheCall());
			expect(await subject.callIsUp()).toBe(true);
		});

		test('an agent who is not in a call', async () => {
			const { agent } = subject.numbers;
			const { message, remedy } = await refusal();
			expect(message).toBe(`Extension ${agent} is not in a call`);
			expect(remedy).toBe(`Start when ${agent} has answered a call.`);
			expect(await subject.supervisorIsOnTheCall()).toBe(false);
		});

		test('a supervisor who is in another call', async () => {
			const { supervisor } = subject.numbers;
			await subject.supervisorTalks();
			const { message, remedy } = await refusal();
			expect(`${message}. ${remedy}`).toContain(
				`Extension ${supervisor} is not idle: it is in a call`,
			);
		});

		test('a supervisor whose phone is not registered', async () => {
			const { supervisor } = subject.numbers;
			await subject.agentTalks();
			await subject.supervisorPhone('unplugged');
			const { message, remedy } = await refusal();
			await subject.supervisorPhone('registered');
			expect(message).toBe(`Extension ${supervisor} is not idle: its phone is not registered`);
			expect(remedy).toContain(`Connect the phone of ${supervisor}`);
		});

		test('an extension that does not exist', async () => {
			const { unassigned } = subject.numbers;
			await subject.agentTalks();
			const supervisor = await refusal({ supervisor: unassigned });
			expect(supervisor.message).toContain(`Extension ${unassigned} does not exist on the PBX`);
			const monitored = await refusal({ monitored: unassigned });
			expect(monitored.message).toContain(`Extension ${unassigned} does not exist on the PBX`);
		});

		test('a supervisor who is the agent is refused before any request', async () => {
			await subject.agentTalks();
			const before = subject.requests();
			const { kind } = await refusal({ supervisor: subject.numbers.agent });
			expect(kind).toBe('invalidInput');
			expect(subject.requests()).toBe(before);
		});

		test.each(['101\r\nInjected: yes', '101\u0000', '10\n6'])(
			'%j is refused and nothing of it goes over the wire',
			async (supervisor) => {
				await subject.agentTalks();
				const { kind } = await refusal({ supervisor });
				expect(kind).toBe('invalidInput');
				expect(await subject.supervisorIsOnTheCall()).toBe(false);
			},
		);

		test('stop takes the supervisor out and leaves the call, where it is offered', async () => {
			const { supervisor, agent: monitored } = subject.numbers;
			await subject.agentTalks();
			await start();
			await eventually(true, () => subject.supervisorIsOnTheCall());
			const { monitoring } = subject.pbx;
			expect(monitoring?.stop !== undefined).toBe(subject.capabilities.offers.includes('stop'));
			if (!monitoring?.stop) return;
			expect(await monitoring.stop({ supervisor, monitored })).toBe('done');
			await eventually(false, () => subject.supervisorIsOnTheCall());
			expect(await subject.callIsUp()).toBe(true);
		});

		test('another mode in mid-call, where it is offered and allowed', async () => {
			const { supervisor, agent: monitored } = subject.numbers;
			await subject.agentTalks();
			await start({ allowModeChange: true });
			await eventually(true, () => subject.supervisorIsOnTheCall());
			const { monitoring } = subject.pbx;
			expect(monitoring?.changeMode !== undefined).toBe(
				subject.capabilities.offers.includes('changeMode'),
			);
			if (!monitoring?.changeMode) return;
			expect(await monitoring.changeMode({ supervisor, monitored }, 'bargeIn')).toBe('done');
			expect(await subject.supervisorIsOnTheCall()).toBe(true);
		});
	});

	describe('extensions', () => {
		const listed = async () => {
			const rows = await subject.pbx.extensions?.list();
			if (!rows || rows instanceof Failure) throw new Error(rows?.message ?? 'no list');
			return rows;
		};

		const queried = async (numbers?: string[]) => {
			const rows = await subject.pbx.extensions?.query(numbers);
			if (!rows || rows instanceof Failure) throw new Error(rows?.message ?? 'no query');
			return rows;
		};

		test('the list has every number as text, with a state', async () => {
			const { supervisor, agent, customer } = subject.numbers;
			const rows = await listed();
			for (const number of [supervisor, agent, customer]) {
				expect(rows).toContainEqual(expect.objectContaining({ number, state: 'idle' }));
			}
			expect(rows.every(({ rawState }) => rawState !== '')).toBe(true);
		});

		test('a query shows who talks to whom, and leaves out what does not exist', async () => {
			const { agent, customer, unassigned } = subject.numbers;
			await subject.agentTalks();
			const rows = await queried([agent, unassigned]);
			expect(rows.map(({ number }) => number)).toEqual([agent]);
			expect(rows[0]).toMatchObject({
				state: 'inCall',
				calls: [expect.objectContaining({ direction: 'internal', otherParty: customer })],
			});
		});

		test('permissions are there where the PBX keeps them, and absent elsewhere', async () => {
			const [row] = await queried([subject.numbers.supervisor]);
			const kept = subject.capabilities.permissions === 'kept';
			expect(row?.monitorMode !== undefined).toBe(kept);
			expect(row?.allowBeingMonitored !== undefined).toBe(kept);
			expect(subject.pbx.monitoring?.permissionWords !== undefined).toBe(kept);
		});

		test('no answer carries a password', async () => {
			const shown = JSON.stringify([await listed(), await queried()]);
			expect(shown).not.toMatch(/secret|password|canary/i);
		});
	});

	describe('live calls', () => {
		const live = async () => {
			const calls = await subject.pbx.calls?.list?.();
			if (!calls || calls instanceof Failure) throw new Error(calls?.message ?? 'no list');
			return calls;
		};

		test('there are none on a quiet PBX', async () => {
			await subject.quiet();
			expect(await live()).toEqual([]);
		});

		test('a call between two extensions comes once, with both, and with who began it where the PBX reports it', async () => {
			const { agent, customer } = subject.numbers;
			await subject.agentTalks();
			const reported = subject.capabilities.internalCalls === 'whoCalledWhom';
			const [call, ...others] = await live();
			expect(others).toEqual([]);
			expect(call).toMatchObject({ direction: 'internal', state: 'talking' });
			expect([call?.from, call?.to]).toEqual(reported ? [agent, customer] : [undefined, undefined]);
			expect(call?.extensions).toEqual([
				expect.objectContaining({ number: agent, state: 'inCall' }),
				expect.objectContaining({ number: customer, state: 'inCall' }),
			]);
		});

		test('a monitored call is the same call, without the supervisor', async () => {
			const { supervisor } = subject.numbers;
			await subject.agentTalks();
			await start();
			await eventually(true, () => subject.supervisorIsOnTheCall());
			const calls = await live();
			expect(calls).toHaveLength(1);
			expect(calls[0]?.extensions.map(({ number }) => number)).not.toContain(supervisor);
		});
	});

	describe('queues', () => {
		const queueStatus = async () => {
			const status = await subject.pbx.queues?.status(subject.numbers.queue);
			if (!status || status instanceof Failure) throw new Error(status?.message ?? 'no queue');
			return status;
		};

		const agentIn = async (agent = subject.numbers.agent) => {
			const status = await queueStatus();
			expect(status).toMatchObject({ number: subject.numbers.queue, waitingCallers: 0 });
			return status.agents.find(({ extension }) => extension === agent);
		};

		const stateIs = async (state: AgentState, agent?: string) => {
			await eventually(true, async () => (await agentIn(agent))?.state === state);
		};

		test('an agent is shown with its extension and what it is doing', async () => {
			await subject.quiet();
			await eventually(true, async () => (await agentIn())?.state === 'idle');
			await subject.agentTalks();
			await eventually(true, async () => (await agentIn())?.state === 'inCall');
		});

		test('who waits is counted, and shown with number and time where the PBX does', async () => {
			const number = await subject.callerWaits();
			await eventually(true, async () => (await queueStatus()).waitingCallers === 1);
			const { callers } = await queueStatus();
			if (subject.capabilities.waitingCallers === 'counted') {
				expect(callers).toBeUndefined();
				return;
			}
			expect(callers).toEqual([expect.objectContaining({ number })]);
			expect(callers?.[0]?.waitingSeconds).toBeGreaterThanOrEqual(0);
		});

		test('an agent pauses, and resumes', async () => {
			const { queue, agent: extension } = subject.numbers;
			const { queues } = subject.pbx;
			const isInOne = subject.capabilities.pauses === 'oneQueue';
			const which = isInOne ? { extension, queue } : { extension };
			await stateIs('idle');
			expect(await queues?.pauseAgent?.(which)).toBe('done');
			await stateIs('paused');
			expect(await queues?.resumeAgent?.(which)).toBe('done');
			await stateIs('idle');
			if (isInOne) return;
			expect(await queues?.pauseAgent?.({ extension, queue })).toMatchObject({
				kind: 'unsupported',
				input: 'queue',
			});
		});

		test('an extension is added as an agent, and removed', async () => {
			const { queue, dynamicAgent } = subject.numbers;
			const { queues } = subject.pbx;
			const isSignedIn = async () =>
				![undefined, 'unavailable'].includes((await agentIn(dynamicAgent))?.state);
			expect(await isSignedIn()).toBe(false);
			expect(await queues?.addAgent?.(queue, dynamicAgent)).toBe('done');
			await stateIs('idle', dynamicAgent);
			expect(await queues?.removeAgent?.(queue, dynamicAgent)).toBe('done');
			expect(await isSignedIn()).toBe(false);
		});

		test('what is changed of a queue that does not exist is refused', async () => {
			const { unassigned, agent } = subject.numbers;
			const { queues } = subject.pbx;
			for (const result of [
				await queues?.addAgent?.(unassigned, agent),
				await queues?.removeAgent?.(unassigned, agent),
			]) {
				expect(result).toBeInstanceOf(Failure);
			}
		});

		test('the list has every queue by its number, and no password', async () => {
			const { queue } = subject.numbers;
			const listed = await subject.pbx.queues?.list?.();
			expect(listed).toContainEqual({ number: queue, name: expect.any(String) as string });
			expect(JSON.stringify(listed)).not.toMatch(/secret|password|canary/i);
		});

		test('a queue that does not exist', async () => {
			const { unassigned } = subject.numbers;
			const status = await subject.pbx.queues?.status(unassigned);
			expect(status).toMatchObject({
				kind: 'notFound',
				message: `Queue ${unassigned} does not exist on the PBX`,
			});
		});
	});

	test('the PBX reports what it is, and when it was started', async () => {
		const info = await subject.pbx.system?.info();
		if (!info || info instanceof Failure) throw new Error(info?.message ?? 'no info');
		expect(info.model).toMatch(/./);
		expect(info.firmwareVersion).toMatch(/\d/);
		expect(Date.parse(info.startTime ?? '')).toBeLessThanOrEqual(Date.parse(info.time ?? ''));
		expect(info.extensions).toBeGreaterThanOrEqual(4);
	});

	const agentIsIdle = async () => {
		const rows = await subject.pbx.extensions?.query([subject.numbers.agent]);
		return Array.isArray(rows) && rows[0]?.state === 'idle';
	};

	test('park takes the extension out of its call and names the slot, where it is offered', async () => {
		await subject.agentTalks();
		const { calls } = subject.pbx;
		const { agent } = subject.numbers;
		expect(calls?.park !== undefined).toBe(subject.capabilities.offers.includes('park'));
		if (!calls?.park) return;
		const parkingSlot = expect.stringMatching(/^\d+$/) as string;
		expect(await calls.park(agent)).toEqual({ result: 'done', parkingSlot });
		await eventually(true, agentIsIdle);
		expect(await calls.park(agent)).toMatchObject({ kind: 'notInCall' });
	});

	test('an attended transfer that is cancelled leaves the call, where it is offered', async () => {
		await subject.agentTalks();
		const { calls } = subject.pbx;
		const { agent, supervisor } = subject.numbers;
		expect(calls?.attendedTransfer !== undefined).toBe(
			subject.capabilities.offers.includes('attendedTransfer'),
		);
		if (!calls?.attendedTransfer) return;
		const cancel = { step: 'cancel' } as const;
		expect(await calls.attendedTransfer(agent, cancel)).toMatchObject({ kind: 'refused' });
		const started = await calls.attendedTransfer(agent, { step: 'start', to: supervisor });
		expect(['accepted', 'consulting']).toContain(started);
		expect(await calls.attendedTransfer(agent, cancel)).toBe('done');
		await eventually(true, () => subject.callIsUp());
		expect(await calls.attendedTransfer(agent, cancel)).toMatchObject({ kind: 'refused' });
	});

	test('hang up ends the call of an extension, where it is offered', async () => {
		await subject.agentTalks();
		const { calls } = subject.pbx;
		expect(calls?.hangUp !== undefined).toBe(subject.capabilities.offers.includes('hangUp'));
		if (!calls?.hangUp) return;
		expect(await calls.hangUp(subject.numbers.agent)).toBe('done');
		await eventually(false, () => subject.callIsUp());
	});
}
