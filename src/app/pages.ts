/** The code of the page of devices: for the router, and for getting it before the person asks. */
export const loadDevicesPage = () => import('../pages/devices/DevicesPage.tsx');
