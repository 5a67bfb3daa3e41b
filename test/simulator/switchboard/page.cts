import type { ServedSwitchboard } from '../../../simulator/switchboard/serveSwitchboard.cts';
import type { SwitchboardState } from '../../../simulator/switchboard/switchboard.cts';
import { until } from '../../../tools/poll.cts';

/** What the page in a browser does over HTTP. */
export class Page {
	private readonly closed = new AbortController();
	private latest: SwitchboardState | undefined;
	/** How many states have come. */
	received = 0;

	private constructor(private readonly url: string) {}

	static async open({ url }: ServedSwitchboard): Promise<Page> {
		const page = new Page(url);
		void page.listen().catch(() => undefined);
		await page.shows(() => true);
		return page;
	}

	/** The state that fulfils the condition, when it has come. */
	shows(condition: (state: SwitchboardState) => boolean): Promise<SwitchboardState> {
		return until('the page to show it', 5_000, () =>
			this.latest && condition(this.latest) ? this.latest : undefined,
		);
	}

	press(path: string, body: object): Promise<{ status: number; body: unknown }> {
		return post(this.url, path, JSON.stringify(body), { origin: this.url });
	}

	close(): void {
		this.closed.abort();
	}

	private async listen(): Promise<void> {
		const reply = await fetch(`${this.url}/events`, { signal: this.closed.signal });
		let text = '';
		for await (const part of reply.body ?? []) {
			text += Buffer.from(part).toString();
			const events = text.split('\n\n');
			text = events.pop() ?? '';
			for (const event of events) this.take(event);
		}
	}

	private take(event: string): void {
		const [, name, data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(event) ?? [];
		if (name !== 'state') return;
		this.received += 1;
		this.latest = JSON.parse(data) as SwitchboardState;
	}
}

export async function post(
	url: string,
	path: string,
	body: string,
	headers: Record<string, string>,
): Promise<{ status: number; body: unknown }> {
	const reply = await fetch(`${url}/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body,
	});
	return { status: reply.status, body: await reply.json() };
}
