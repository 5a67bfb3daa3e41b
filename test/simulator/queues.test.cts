import { standingClock } from '../../simulator/clock.cts';
import { InMemoryPbx } from '../../simulator/model/inMemory/inMemoryPbx.cts';
import { defaultOffice } from '../../simulator/model/office.cts';
import type { PbxEvent } from '../../simulator/model/pbxEvents.cts';

function newPbx() {
	return new InMemoryPbx(defaultOffice(), standingClock(new Date(0)));
}

it('queues are listed with their members and callers', async () => {
	const pbx = newPbx();
	pbx.startCall({ direction: 'inbound', from: '0151234567', to: '9998' });

	const signedIn = { kind: 'static', signedIn: true, paused: false, pauseReason: '' };
	expect(await pbx.queues()).toEqual([
		{
			number: '9998',
			members: [
				{ number: '106', state: 'idle', ...signedIn },
				{ number: '107', state: 'idle', ...signedIn },
				{ number: '109', state: 'onHold', ...signedIn },
				{ number: '100', state: 'idle', ...signedIn, kind: 'dynamic', signedIn: false },
			],
			waitingCallers: 1,
		},
	]);
});

async function agent(pbx: InMemoryPbx, wanted: string) {
	const [queue] = await pbx.queues();
	return queue?.members.find(({ number }) => number === wanted);
}

it('an agent pauses with a reason until it resumes, which is reported once', async () => {
	const pbx = newPbx();
	const events: PbxEvent[] = [];
	pbx.onEvent((event) => events.push(event));
	expect(await pbx.pauseAgent('106', { queue: '9998', reason: 'Lunch' })).toBe('done');
	expect(await pbx.pauseAgent('106', { reason: 'Lunch' })).toBe('done');
	expect(await agent(pbx, '106')).toMatchObject({ paused: true, pauseReason: 'Lunch' });
	expect(await pbx.resumeAgent('106')).toBe('done');
	expect(await agent(pbx, '106')).toMatchObject({ paused: false, pauseReason: '' });
	expect(events).toEqual([
		{ what: 'agentPause', queue: '9998', agent: '106', paused: true, reason: 'Lunch' },
		{ what: 'agentPause', queue: '9998', agent: '106', paused: false, reason: '' },
	]);
});

it('a dynamic agent signs in and out, and is no agent meanwhile', async () => {
	const pbx = newPbx();
	expect(await pbx.pauseAgent('100', {})).toBe('noAgent');
	expect(await pbx.signAgentIn('9998', '100')).toBe('done');
	expect(await pbx.signAgentIn('9998', '100')).toBe('alreadySignedIn');
	expect(await pbx.pauseAgent('100', {})).toBe('done');
	expect(await pbx.signAgentOut('9998', '100')).toBe('done');
	expect(await pbx.signAgentOut('9998', '100')).toBe('notSignedIn');
	expect(await agent(pbx, '100')).toMatchObject({ signedIn: false, paused: false });
});

it.each([
	['9997', '106', 'noQueue'],
	['9998', '108', 'noAgent'],
	['9998', '106', 'staticAgent'],
])('queue %s does not let %s sign out: %s', async (queue, number, result) => {
	expect(await newPbx().signAgentOut(queue, number)).toBe(result);
});

it('rights bind a monitoring request unless they are ignored', async () => {
	const pbx = newPbx();
	pbx.startCall({ direction: 'inbound', from: '0151234567', to: '108' });
	const request = { mode: 'whisper', supervisor: '100', monitored: '108' } as const;

	expect(await pbx.monitor(request, 'any')).toEqual(['modeNotAllowed', 'monitoringNotAllowed']);
	expect(await pbx.monitor(request, 'any', 'ignored')).toBe('calling');
});
