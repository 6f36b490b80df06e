/** Switches of Chromium for tests: no sandbox (tests run as root), no calls home, graphics in software. */
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  // Without these two, a canvas drawn by WebGPU is empty when it is read, and with it what tfjs reads synchronously.
  '--use-vulkan=swiftshader',
  '--enable-features=Vulkan',
];
