/** For the container's health check: 0 where the server is ready, 1 where it is not, or does not answer. */
const { PORT = '3000' } = process.env;
const ok = await fetch(`http://127.0.0.1:${PORT}/readyz`).then(
  (response) => response.ok,
  () => false,
);
process.exit(ok ? 0 : 1);
