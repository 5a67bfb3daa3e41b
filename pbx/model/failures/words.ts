import type { InputName } from '../failure';

// What the sentences about extensions have in common.

/** What a sentence may add to what it says of the extension. */
export interface Details {
	/** Follows the sentence, as in `: its phone is still ringing`. */
	detail?: string;
	/** What to do, where the usual remedy does not help. */
	remedy?: string;
	/** The PBX's own error number or word. */
	pbxCode?: string;
	input?: InputName;
}

/** What a call goes to: an extension's number, or a number that the PBX dials. */
export type Called = string | { readonly dialled: string };

/** `Extension 106`, at the beginning of a sentence. */
export function extensionWords(extension: string | undefined): string {
	return extension === undefined ? 'The extension' : `Extension ${extension}`;
}

/** `Extension 106` or `Number 0151234567`, at the beginning of a sentence. */
export function calledWords(called: Called | undefined): string {
	return typeof called === 'object' ? `Number ${called.dialled}` : extensionWords(called);
}

/** `106`, or `it`, within a sentence. */
export function calledNumber(called: Called | undefined): string {
	if (called === undefined) return 'it';
	return typeof called === 'string' ? called : called.dialled;
}
