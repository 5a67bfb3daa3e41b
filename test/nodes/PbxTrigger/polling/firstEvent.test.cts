import { firstEvent } from '../../../../nodes/PbxTrigger/polling/firstEvent';
import type { DomainEvent } from '../../../../pbx/model/event';
import { Failure } from '../../../../pbx/model/failure';

// Somebody listens in the editor. The two minutes are those of a clock that the test moves.

const ringing: DomainEvent = {
	event: 'callRinging',
	heardBy: 'callee',
	direction: 'internal',
	from: '1002',
	to: '1003',
	extensions: ['1002', '1003'],
	report: {},
};

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(async () => {
	// All deadlines of the process have one clock: it ends with its next tick.
	await jest.runOnlyPendingTimersAsync();
	jest.useRealTimers();
});

/** A subscription that the test feeds. */
function listening(cancelled?: AbortSignal) {
	const open: Array<(event: DomainEvent) => void> = [];
	const heard = { ended: 0, result: undefined as DomainEvent | Failure | undefined };
	const subscribe = async (receive: (event: DomainEvent) => void) => {
		open.push(receive);
		return await Promise.resolve(async () => {
			heard.ended += 1;
			await Promise.resolve();
		});
	};
	void firstEvent(subscribe, cancelled).then((result) => (heard.result = result));
	const send = (event: DomainEvent) => open.forEach((receive) => receive(event));
	return { heard, send };
}

const pass = (seconds: number) => jest.advanceTimersByTimeAsync(seconds * 1000);

test('gives the first event as soon as it comes, and listens no more', async () => {
	const { heard, send } = listening();
	await pass(60);
	expect(heard.result).toBeUndefined();
	send(ringing);
	await pass(0);
	expect(heard).toEqual({ result: ringing, ended: 1 });
});

test('gives an event that comes while the subscription begins', async () => {
	const { heard, send } = listening();
	send(ringing);
	await pass(0);
	expect(heard.result).toBe(ringing);
});

test('waits two minutes for an event, then says that none came', async () => {
	const { heard } = listening();
	await pass(119);
	expect(heard).toEqual({ result: undefined, ended: 0 });
	await pass(2);
	expect(heard).toMatchObject({
		result: { kind: 'noAnswer', message: 'No wanted event came within two minutes' },
		ended: 1,
	});
	expect(jest.getTimerCount()).toBe(0);
});

test('ends when the person stops listening', async () => {
	const cancel = new AbortController();
	const { heard } = listening(cancel.signal);
	await pass(5);
	cancel.abort();
	await pass(0);
	expect(heard).toMatchObject({ result: { kind: 'cancelled' }, ended: 1 });
});

test('does not wait where the PBX gives no events', async () => {
	const refused = new Failure('forbidden', 'No right', 'Add it.');
	expect(await firstEvent(async () => await Promise.resolve(refused))).toBe(refused);
});
