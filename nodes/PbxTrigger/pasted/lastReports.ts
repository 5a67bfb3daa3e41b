/** What was found of the signature. `unchecked`: the credential has no secret to check it with. */
export type Signature = 'valid' | 'invalid' | 'unchecked';

export interface LastReport {
	signature: Signature;
	/** ms since 1970. */
	receivedAtMs: number;
	/** The trigger that received it, by its name. */
	trigger: string;
}

const maxCredentials = 500;

/** What this process received last, by n8n's id of the credential. */
const lastReports = new Map<string, LastReport>();

export function noteReport(credentialId: string, report: LastReport): void {
	lastReports.delete(credentialId);
	lastReports.set(credentialId, report);
	const [oldest] = lastReports.keys();
	if (lastReports.size > maxCredentials && oldest !== undefined) lastReports.delete(oldest);
}

export function lastReport(credentialId: string): LastReport | undefined {
	return lastReports.get(credentialId);
}
