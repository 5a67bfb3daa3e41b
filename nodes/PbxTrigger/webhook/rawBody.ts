import type { IWebhookFunctions } from 'n8n-workflow';

/** The body as the PBX sent it: n8n's own parsing loses digits such as the last of 1589948179.1690. */
export function rawBody(context: IWebhookFunctions): string {
	return Buffer.from(rawBytes(context)).toString('utf8');
}

/** The same before it is decoded: a signature is one of the bytes. */
export function rawBytes(context: IWebhookFunctions): Uint8Array {
	const request: object = context.getRequestObject();
	const raw = 'rawBody' in request ? request.rawBody : undefined;
	return Buffer.isBuffer(raw) ? raw : Buffer.from(JSON.stringify(context.getBodyData()), 'utf8');
}
