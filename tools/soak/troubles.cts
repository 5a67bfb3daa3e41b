import type { Trouble } from '../../simulator/http/faults.cts';
import type { OrderedPbx } from './orderedPbx.cts';
import type { Random } from './random.cts';

const ofOneOrder: readonly [Trouble, ...Trouble[]] = [
	{ kind: 'delayBeforeActing', milliseconds: 2_000 },
	{ kind: 'delayAfterActing', milliseconds: 2_000 },
	{ kind: 'silence' },
	{ kind: 'cutBeforeActing' },
	{ kind: 'cutAfterActing' },
	{ kind: 'httpStatus', status: 500 },
	{ kind: 'httpStatus', status: 503 },
	{ kind: 'redirect', location: 'http://127.0.0.1:9/elsewhere' },
	{ kind: 'htmlPage' },
	{ kind: 'emptyBody' },
	{ kind: 'truncated' },
	{ kind: 'wrongFormat' },
	{ kind: 'errno', errno: '20006' },
	{ kind: 'errno', errno: '10009' },
];

/** None that counts as a wrong password. */
const ofOneSignIn: readonly [Trouble, ...Trouble[]] = [
	{ kind: 'delayBeforeActing', milliseconds: 2_000 },
	{ kind: 'cutBeforeActing' },
	{ kind: 'cutAfterActing' },
	{ kind: 'httpStatus', status: 503 },
	{ kind: 'truncated' },
];

/** Lets one of the next requests meet trouble. */
export function addTrouble({ api }: OrderedPbx, random: Random): void {
	const endpoint = random.oneOf([
		'extension/whisper',
		'extension/whisper',
		'extension/whisper',
		'heartbeat',
		'login',
	]);
	const trouble = random.oneOf(endpoint === 'login' ? ofOneSignIn : ofOneOrder);
	api.faults.add({ endpoint, trouble });
}

/** Calls `act` again and again, after so many seconds each, until it is stopped; waits for the last call. */
export function repeatedly(
	random: Random,
	seconds: readonly [number, number],
	act: () => Promise<void> | void,
): { stop(): Promise<void> } {
	let stopped = false;
	let timer: NodeJS.Timeout | undefined;
	let running = Promise.resolve();
	const plan = () => {
		timer = setTimeout(
			() => {
				running = Promise.resolve(act()).then(() => {
					if (!stopped) plan();
				});
			},
			random.between(...seconds) * 1000,
		);
	};
	plan();
	return {
		async stop() {
			stopped = true;
			clearTimeout(timer);
			await running;
		},
	};
}
