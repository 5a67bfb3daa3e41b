import type { IWebhookFunctions } from 'n8n-workflow';

/** The body as the PBX sent it: n8n's own parsing loses digits such as the last of 1589948179.1690. */
export function rawBody(context: IWebhookFunctions): string {
	const request: object = context.getRequestObject();
	const raw = 'rawBody' in request ? request.rawBody : undefined;
	if (Buffer.isBuffer(raw)) return raw.toString('utf8');
	return JSON.stringify(context.getBodyData());
}
