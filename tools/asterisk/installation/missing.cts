/** The machine cannot have what the bench needs. Says what is missing and how to get it. */
export class MissingPrerequisite extends Error {
	constructor(
		what: string,
		readonly remedy: string,
	) {
		super(what);
		this.name = 'Missing';
	}
}
