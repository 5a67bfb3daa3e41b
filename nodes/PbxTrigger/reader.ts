import type { IWebhookFunctions } from 'n8n-workflow';

import { Failure } from '../../pbx/failure';
import type { Reports } from '../../pbx/reports/reports';
import { connect } from '../transport/connect';
import { pbxApi } from '../transport/credential';

type Read = Reports['read'];

/** The PBX that the credential names may become one of another kind. */
const kept = 60_000;

const mostKept = 100;

const readers = new Map<string, { read: Read; until: number }>();

/**
 * How the reports of the node's PBX are read. n8n decrypts a credential anew at every request, which takes
 * it longer than all that this node does with a report.
 */
export async function readerOf(context: IWebhookFunctions): Promise<Read | Failure | undefined> {
	const id = context.getNode().credentials?.[pbxApi]?.id ?? '';
	const known = readers.get(id);
	if (known && Date.now() < known.until) return known.read;
	const pbx = (await connect(context))();
	if (pbx instanceof Failure) return pbx;
	const read = pbx.reports?.read;
	if (!read) return undefined;
	readers.delete(id);
	readers.set(id, { read, until: Date.now() + kept });
	const [oldest] = readers.keys();
	if (readers.size > mostKept && oldest !== undefined) readers.delete(oldest);
	return read;
}
