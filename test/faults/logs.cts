import { LoggerProxy } from 'n8n-workflow';

const { stdout, stderr } = process;

/** What was written to the logs while the cells ran, and what was rejected with no handler. */
export class Logs {
	readonly rejections: string[] = [];
	private readonly lines: string[] = [];
	private readonly write = stdout.write.bind(stdout);

	constructor() {
		const keep = (text: unknown, meta?: unknown) => {
			this.lines.push(`${String(text)} ${meta === undefined ? '' : JSON.stringify(meta)}`);
		};
		LoggerProxy.init({ error: keep, warn: keep, info: keep, debug: keep });
		// n8n's own logger writes to the console.
		const write = (chunk: string | Uint8Array) => {
			keep(chunk);
			return true;
		};
		Object.assign(stdout, { write });
		Object.assign(stderr, { write });
		process.on('unhandledRejection', (reason) => this.rejections.push(String(reason)));
		process.on('uncaughtException', (error) => this.rejections.push(String(error.stack)));
	}

	print(text: string): void {
		this.write(`${text}\n`);
	}

	/** All that was logged. */
	all(): string {
		return this.lines.join('\n');
	}
}
