/** Whether this machine's packages are ours to install; elsewhere tests that need more than there is are left out. */
export function canInstallPackages(): boolean;
