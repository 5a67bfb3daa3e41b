import type {
	ICredentialDataDecryptedObject,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import type { PastedSource } from '../../../pbx/model/events';
import { Failure } from '../../../pbx/model/failure';
import { pbxApi } from '../../../transport/credential';
import { triggerFamily } from '../parameters';
import { isAllowedSender } from '../webhook/authenticate';
import { perTrigger } from '../webhook/perTrigger';
import { rawBytes } from '../webhook/rawBody';
import { deliver, drop, maxReportBytes, refuse } from '../webhook/receive';
import { noteReport, type Signature } from './lastReports';
import { webhookSecrets } from './secrets';

type Reader = ReturnType<PastedSource['createReader']>;

/** A reader belongs to the source that made it, for which the family may be changed. */
const readers = perTrigger(() => new Map<PastedSource, Reader>());

/** One request to the address that was entered on the PBX's page. */
export async function receivePasted(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const receivedAt = new Date();
	const family = triggerFamily(context);
	if (family instanceof Failure || family.source.arrive !== 'pasted') return refuse(context, 404);
	if (!isAllowedSender(context)) return refuse(context, 404);
	const bytes = rawBytes(context);
	if (bytes.length > maxReportBytes) return refuse(context, 413);
	const { source } = family;
	const signature = await checkSignature(context, source, bytes);
	note(context, signature);
	const body = Buffer.from(bytes).toString('utf8');
	const timeZone = context.getTimezone();
	if (signature === 'invalid') {
		// The PBX's own test of the address may be unsigned: it starts nothing, so it is answered.
		const isEvent = source.createReader()(body, timeZone) !== undefined;
		return isEvent ? refuseUnsigned(context) : drop(context, 'an unsigned request');
	}
	const reported = readerFor(context, source)(body, timeZone);
	if (!reported) return drop(context, 'a request that is no event');
	return await deliver(context, reported, receivedAt);
}

async function checkSignature(
	context: IWebhookFunctions,
	source: PastedSource,
	bytes: Uint8Array,
): Promise<Signature> {
	const fields = await context.getCredentials<ICredentialDataDecryptedObject>(pbxApi);
	const secrets = webhookSecrets(fields);
	if (secrets.length === 0) return 'unchecked';
	const entries = Object.entries(context.getHeaderData()).map(
		([name, value]) => [name.toLowerCase(), String(value)] as const,
	);
	return source.verify(bytes, Object.fromEntries(entries), secrets) ? 'valid' : 'invalid';
}

function note(context: IWebhookFunctions, signature: Signature): void {
	const { name, credentials } = context.getNode();
	const credentialId = credentials?.[pbxApi]?.id;
	if (!credentialId) return;
	const trigger = `"${name}" of the workflow "${context.getWorkflow().name ?? ''}"`;
	noteReport(credentialId, { signature, receivedAtMs: Date.now(), trigger });
}

function readerFor(context: IWebhookFunctions, source: PastedSource): Reader {
	const known = readers(context);
	const reader = known.get(source) ?? source.createReader();
	known.set(source, reader);
	return reader;
}

function refuseUnsigned(context: IWebhookFunctions): IWebhookResponseData {
	context.logger.warn(
		'PBX Trigger: refused an event that is not signed with any of the webhook secrets in the credential.',
	);
	return refuse(context, 401);
}
