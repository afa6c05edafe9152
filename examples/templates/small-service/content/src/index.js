import { createServer } from 'node:http';
import pg from 'pg';

// DATABASE_URL is the uri among the credentials that the portal shows for the
// environment's database.
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });

createServer(async (_request, response) => {
  const { rows } = await pool.query('SELECT now() AS now');
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ service: '${{ values.name }}', ...rows[0] }));
}).listen(Number(process.env.PORT ?? 8080));
