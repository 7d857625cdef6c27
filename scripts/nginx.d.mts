export function hasNginx(): boolean;
export function canInstallNginx(): boolean;
