/** The code of the page of devices: for the router, and for getting it before the person asks. */
export const loadDevicesPage = () => import('../pages/devices/DevicesPage.tsx');
/** The code of the page of one device, likewise: without it none could be opened once the connection is down. */
export const loadDevicePage = () => import('../pages/device/DevicePage.tsx');
