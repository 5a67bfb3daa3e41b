import type { IWebhookFunctions } from 'n8n-workflow';

import { Failure } from '../../../pbx/model/failure';
import type { Reports } from '../../../pbx/model/events';
import { connect } from '../../../transport/connect';
import { pbxApi } from '../../../transport/credential';

type Read = Reports['read'];

/** The PBX that the credential names may become one of another kind. */
const cacheTtlMs = 60_000;

const maxCached = 100;

const readers = new Map<string, { read: Read; until: number }>();

/**
 * How the reports of the node's PBX are read. n8n decrypts a credential anew at every request, which takes
 * it longer than all that this node does with a report.
 */
export async function parserFor(context: IWebhookFunctions): Promise<Read | Failure | undefined> {
	const id = context.getNode().credentials?.[pbxApi]?.id ?? '';
	const known = readers.get(id);
	if (known && Date.now() < known.until) return known.read;
	const pbx = (await connect(context))();
	if (pbx instanceof Failure) return pbx;
	const read = pbx.events?.read;
	if (!read) return undefined;
	readers.delete(id);
	readers.set(id, { read, until: Date.now() + cacheTtlMs });
	const [oldest] = readers.keys();
	if (readers.size > maxCached && oldest !== undefined) readers.delete(oldest);
	return read;
}
