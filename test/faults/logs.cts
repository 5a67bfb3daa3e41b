import { LoggerProxy } from 'n8n-workflow';

/** What was written to the logs while the cells ran, and what was rejected without anybody listening. */
export class Logs {
	readonly rejections: string[] = [];
	private readonly lines: string[] = [];
	private readonly write = process.stdout.write.bind(process.stdout);

	constructor() {
		const keep = (text: unknown, meta?: unknown) => {
			this.lines.push(`${String(text)} ${meta === undefined ? '' : JSON.stringify(meta)}`);
		};
		LoggerProxy.init({ error: keep, warn: keep, info: keep, debug: keep });
		// n8n's own logger writes to the console.
		process.stdout.write = (chunk: string | Uint8Array) => {
			keep(chunk);
			return true;
		};
		process.stderr.write = process.stdout.write;
		process.on('unhandledRejection', (reason) => this.rejections.push(String(reason)));
		process.on('uncaughtException', (error) => this.rejections.push(String(error.stack)));
	}

	print(text: string): void {
		this.write(`${text}\n`);
	}

	/** Secrets that were logged. */
	leaked(secrets: readonly string[]): string[] {
		const all = this.lines.join('\n');
		return secrets.filter((secret) => all.includes(secret));
	}

	get size(): number {
		return this.lines.length;
	}
}
