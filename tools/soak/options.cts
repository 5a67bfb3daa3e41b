import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

export const usage = `A real n8n with this package under load, while its PBX (the simulator) and n8n itself fail and restart at random.

  npm run soak [-- --minutes N] [-- --seed N] [-- --executions N]

  --minutes     how long it goes on at most      (default 20)
  --executions  how many it begins at most       (default 5000); they are spread over the time
  --seed        chooses load, faults and restarts; printed, random when not given

What is chosen depends on the seed alone; when it meets n8n depends on the machine.
`;

export interface SoakOptions {
	minutes: number;
	executions: number;
	seed: number;
}

/** What the command line asks for; undefined for anything else. */
export function readOptions(args: string[]): SoakOptions | undefined {
	const { values } = parseArgs({
		args,
		options: {
			minutes: { type: 'string', default: '20' },
			executions: { type: 'string', default: '5000' },
			seed: { type: 'string', default: String(randomInt(1, 2 ** 31)) },
			help: { type: 'boolean', default: false },
		},
	});
	const minutes = Number(values.minutes);
	const executions = Number(values.executions);
	const seed = Number(values.seed);
	const valid =
		minutes > 0 && minutes <= 240 && Number.isInteger(executions) && Number.isInteger(seed);
	if (values.help || !valid || executions < 1 || executions > 100_000) return undefined;
	return { minutes, executions, seed };
}
