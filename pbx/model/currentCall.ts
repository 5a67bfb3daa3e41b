/** The call that an extension is in. */
export interface CurrentCall {
	/** Seen from the PBX: between two of its extensions, or with a number outside. */
	direction: 'internal' | 'inbound' | 'outbound';
	/** The number at the other end. */
	otherParty?: string;
	/** The PBX's id of the call; internal calls have none on some PBXs. */
	id?: string;
	trunk?: string;
}
