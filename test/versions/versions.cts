import { pinnedVersion } from '../../tools/n8n/install/version.cts';

/** The first n8n whose n8n-workflow (1.83) has all that the nodes are made of. */
export const oldestVersion = '1.85.0';

/** One below the minimum, the oldest, the newest n8n 1, the oldest n8n 2, and the one of the other suites. */
export const testedVersions = ['1.82.3', '1.85.4', '1.123.81', '2.0.3', pinnedVersion];
