const digits = '/^\\d+$/';

/**
 * What stands under the node on the canvas: who monitors whom where both numbers are fixed, as in
 * `whisper: 101 → 106`, otherwise the operation. Raw, because n8n shows nothing where an expression of a
 * parameter cannot be resolved before the node ran.
 */
export const subtitle = [
	'={{',
	'$rawParameter["resource"] === "monitoring"',
	`&& ${digits}.test($rawParameter["supervisorExtension"])`,
	`&& ${digits}.test($rawParameter["monitoredExtension"])`,
	'? $rawParameter["operation"] + ": " + $rawParameter["supervisorExtension"]',
	'+ " → " + $rawParameter["monitoredExtension"]',
	': $rawParameter["operation"] + ": " + $rawParameter["resource"]',
	'}}',
].join(' ');
