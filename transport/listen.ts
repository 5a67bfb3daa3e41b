import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { DomainEvent } from '../pbx/model/event';
import type { EventListener } from '../pbx/model/events';
import { Failure, type Done } from '../pbx/model/failure';
import { unsupported } from '../pbx/model/failures/general';
import { clockUntil } from './clock';
import { timeZoneOf, type Context } from './connect';
import { openCredential, pbxApi } from './credential';
import { httpSend } from './httpSend';
import { ownSession } from './ownSession';
import { storedSignIn } from './storedSignIn';

/** Asks the PBX of the node's credential for its events, until `signal` ends it. */
export class CredentialListener implements EventListener {
	private listener: EventListener | undefined;
	/** Whether the credential is another one since the listener was made. */
	private isOutdated = false;

	/** `contextOf`: a node that uses the credential now; the first one may be gone. */
	constructor(
		private readonly contextOf: () => Context,
		private readonly signal: AbortSignal,
	) {}

	async open(): Promise<Done | Failure> {
		const listener = await this.connect();
		if (listener instanceof Failure) return listener;
		await this.listener?.close();
		this.listener = listener;
		this.isOutdated = false;
		return await listener.open();
	}

	async next(): Promise<DomainEvent[] | Failure> {
		if (!this.listener || this.isOutdated) {
			const opened = await this.open();
			return opened instanceof Failure ? opened : [];
		}
		return await this.listener.next();
	}

	async close(): Promise<void> {
		await this.listener?.close();
	}

	private async connect(): Promise<EventListener | Failure> {
		const fields = await this.readFields();
		const timeZone = timeZoneOf(fields, this.contextOf());
		const credential = openCredential({ ...fields, timeZone }, undefined, this.signal);
		if (credential instanceof Failure) return credential;
		const { driver, connection } = credential;
		const send = httpSend(
			async (options) => await this.contextOf().helpers.httpRequest(options),
			connection,
		);
		const { fingerprint } = storedSignIn(fields);
		const session = ownSession(driver.authenticator, send, async () => {
			const stored = storedSignIn(await this.readFields());
			if (stored.fingerprint === fingerprint) return stored;
			this.isOutdated = true;
			return credentialChanged();
		});
		return (
			driver.listen?.(session, clockUntil(this.signal)) ?? unsupported('to ask for its events')
		);
	}

	private async readFields(): Promise<ICredentialDataDecryptedObject> {
		return await this.contextOf().getCredentials<ICredentialDataDecryptedObject>(pbxApi);
	}
}

function credentialChanged(): Failure {
	return new Failure(
		'authenticationFailed',
		'The credential was changed',
		'The events are asked for with the new one from now on.',
	);
}
