import type { InputName } from '../../pbx/model/failure';

/** What the fields are called, in the panel and in every message about them. */
export const fieldLabels = {
	family: 'PBX Family',
	events: 'Events',
	filters: 'Filters',
	directions: 'Directions',
	extensions: 'Extensions',
	otherParty: "Other Party's Number",
	states: 'States',
	allowedAddresses: 'Allowed PBX Addresses',
	reportAddressOverride: 'Report Address Override',
} as const;

/** Which field of the panel a failure is about; undefined where it is about none. */
export function hintFor(input: InputName): string | undefined {
	if (input !== 'reportAddress') return undefined;
	return `Enter it in the option '${fieldLabels.reportAddressOverride}'.`;
}
