export const AddressFamily = { none: 0, ipv4: 4, ipv6: 6, name: 1 } as const;
export type AddressFamily = (typeof AddressFamily)[keyof typeof AddressFamily];
