import {
	ICredentialsHelper,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialType,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeProperties,
} from 'n8n-workflow';

import { PbxApi } from '../../credentials/PbxApi.credentials';

const type: ICredentialType = new PbxApi();

/**
 * The stored credential of one n8n instance, with the rules of n8n's own credentials helper: when the
 * sign-in hook runs, what of its answer is stored, how a request is signed.
 */
export class CredentialStore extends ICredentialsHelper {
	/** How often a node read (and so decrypted) the credential. */
	reads = 0;

	/** `row` is the database: several processes may share one. */
	constructor(readonly row: { data: ICredentialDataDecryptedObject }) {
		super();
	}

	get data(): ICredentialDataDecryptedObject {
		return this.row.data;
	}

	/** What the user types into the credential and saves; the editor sends no hidden field. */
	save(change: ICredentialDataDecryptedObject): void {
		this.row.data = { ...this.row.data, ...change, sessionToken: '' };
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_typeName: string,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		if (typeof type.authenticate !== 'function') throw new Error('the hook must be a function');
		return await type.authenticate(credentials, options);
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		_typeName: string,
		_node: INode,
		expired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const expirable = type.properties.find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
		);
		if (!expirable || !type.preAuthentication) return undefined;
		if (credentials[expirable.name] !== '' && !expired) return undefined;
		const output = (await type.preAuthentication.call(
			helpers,
			credentials,
		)) as ICredentialDataDecryptedObject;
		if (output[expirable.name] === undefined) return undefined;
		this.row.data = { ...this.row.data, ...output };
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(): Promise<undefined> {
		return await Promise.resolve(undefined);
	}

	async getCredentials(): Promise<ICredentials> {
		return await Promise.reject(new Error('no node reads the encrypted credential'));
	}

	async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		this.reads += 1;
		const defaults = Object.fromEntries(
			type.properties.map((field) => [field.name, field.default]),
		);
		return await Promise.resolve({ ...defaults, ...this.data } as ICredentialDataDecryptedObject);
	}

	async updateCredentials(): Promise<void> {
		await Promise.reject(new Error('no node writes the credential'));
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		await Promise.reject(new Error('this is no OAuth credential'));
	}

	getCredentialsProperties(): INodeProperties[] {
		return type.properties;
	}
}
