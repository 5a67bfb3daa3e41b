import type { PhoneName } from '../phones.cts';

export interface PbxFolders {
	run: string;
	modules: string;
	data: string;
}

/** What a kind of PBX writes into the files of its Asterisk, beside what the bench itself needs. */
export interface PbxSystem {
	/** The dialplan contexts in which the phones and the trunk dial. */
	contexts: { phones: string; trunk: string };
	/** Settings of every phone's and trunk's endpoint, one a line. */
	endpoint: readonly string[];
	/** Devices that a phone registers as beside its own; several phones may be one device. */
	devices: Readonly<Partial<Record<PhoneName, readonly string[]>>>;
	/** Numbers that the trunk calls; the phone outside answers them. */
	outsideNumbers: readonly string[];
	/** Phones that have a camera; endpoints must allow VP8. */
	video: readonly PhoneName[];
	/** Modules beside those of the bench. */
	modules: readonly string[];
	/** Files by name: new ones, and others in place of the bench's. */
	files(folders: PbxFolders): Record<string, string>;
}
