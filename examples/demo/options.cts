import { parseArgs } from 'node:util';

export const usage = `A CRM event puts a supervisor on a live call in Whisper mode: a simulated PBX, a real n8n, no hardware.

  npm run demo               leaves n8n open for a look, until Ctrl-C
  npm run demo -- --once     ends by itself; exit code 0 when the whisper happened
  npm run demo -- --help     this text`;

export type DemoOptions = { action: 'help' } | { action: 'run'; afterwards: 'end' | 'stayOpen' };

export function readOptions(args: string[]): DemoOptions {
	const { once, help } = parse(args);
	if (help) return { action: 'help' };
	return { action: 'run', afterwards: once ? 'end' : 'stayOpen' };
}

function parse(args: string[]) {
	try {
		const options = {
			once: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		} as const;
		return parseArgs({ args, options }).values;
	} catch (error) {
		const problem = error instanceof Error ? error.message : String(error);
		throw new Error(`${problem}\n\n${usage}`, { cause: error });
	}
}
