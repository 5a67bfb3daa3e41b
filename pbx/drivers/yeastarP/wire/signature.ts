import { createHmac, timingSafeEqual } from 'crypto';

const header = 'x-signature';

/**
 * Whether the report carries the Base64 of its HMAC-SHA256 with one of the secrets (guide: Monitor Events
 * via Webhook). `report`: its bytes as they came. `headers`: names in lower case.
 */
export function isSigned(
	report: Uint8Array,
	headers: Readonly<Record<string, string>>,
	secrets: readonly string[],
): boolean {
	const written = (headers[header] ?? '').trim().replace(/^sha256=/i, '');
	const given = Buffer.from(written, 'base64');
	// Each secret is tried, so that the time does not show which one it was.
	return secrets.filter((secret) => isSame(given, digest(report, secret))).length > 0;
}

function digest(report: Uint8Array, secret: string): Buffer {
	return createHmac('sha256', secret).update(report).digest();
}

function isSame(given: Buffer, expected: Buffer): boolean {
	return given.length === expected.length && timingSafeEqual(given, expected);
}
