import type { Pbx } from '../../../../pbx/model/pbx';
import type { AmiUser } from '../../../../tools/asterisk/ami/overHttp.cts';
import type { Bench } from '../../../../tools/asterisk/bench.cts';
import { connected } from '../connected.cts';

/** The driver, connected to the bench's Asterisk with the package's own sessions and signing. */
export interface RealLine {
	pbx: Required<Pick<Pbx, 'monitoring' | 'extensions' | 'calls'>> & Pbx;
	/** Names of the actions that went over the wire. */
	sent: string[];
}

export interface LineOptions {
	user?: AmiUser;
	fields?: Record<string, string>;
	cancelled?: AbortSignal;
	/** ms to wait for a reply. */
	timeout?: number;
}

/** The credential of a user of the bench. No two are the same, so no session outlives its test. */
export function credentialOf({ url }: Pick<Bench, 'url'>, { name, secret }: AmiUser) {
	opened += 1;
	return {
		pbx: 'asterisk',
		baseUrl: url,
		username: name,
		password: secret,
		dialplanContext: 'internal',
		tenantPrefix: '',
		ignoreSslIssues: false,
		sessionToken: '',
		/** Not a field of the credential: it only makes this one a credential of its own. */
		line: String(opened),
	};
}

let opened = 0;

export function realLine(bench: Bench, options: LineOptions = {}): RealLine {
	const { user = n8nUser, fields: changes = {}, cancelled, timeout = 5_000 } = options;
	const fields = { ...credentialOf(bench, user), ...changes };
	const sent: string[] = [];
	const watch = ({ body }: { body?: unknown }) => sent.push(actionOf(body));
	const { monitoring, extensions, calls, ...rest } = connected(fields, {
		timeout,
		cancelled,
		watch,
	});
	if (!monitoring || !extensions || !calls) throw new Error('The driver lacks a part.');
	return { pbx: { monitoring, extensions, calls, ...rest }, sent };
}

const n8nUser: AmiUser = { name: 'n8n', secret: 'n8n-secret' };

function actionOf(body: unknown): string {
	const text = body instanceof Uint8Array ? Buffer.from(body).toString() : '';
	return /^Action=(\w+)/.exec(text)?.[1] ?? '';
}
