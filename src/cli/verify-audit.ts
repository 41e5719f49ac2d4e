import { readConfig } from '#src/config.ts'
import { type Anchor, verifyChain } from '#src/features/audit/verify-chain.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import { makeServices } from '#src/services.ts'

const USE = 'Usage: npm run audit:verify [-- POSITION:MAC as noted earlier]'

function readAnchor(text: string | undefined): Anchor | null {
  if (text === undefined) return null
  const match = /^(\d+):([\w-]{43})$/.exec(text)
  if (match === null) throw new Error(USE)
  return { position: Number(match[1]), mac: match[2] as string }
}

async function main(anchor: Anchor | null): Promise<void> {
  const services = await makeServices(readConfig(process.env))
  try {
    const { fault, head } = await services.works.snapshot(SYSTEM, ctx => verifyChain(ctx, anchor))
    if (fault !== null) throw new Error(`The log is not as it was written: row ${fault.position} is ${fault.what}.`)
    process.stdout.write(
      `The log holds: ${head.position} rows. Note its end elsewhere:\n${head.position}:${head.mac}\n`,
    )
  } finally {
    await services.close()
  }
}

Promise.resolve(process.argv[2])
  .then(readAnchor)
  .then(main)
  .catch((error: Error) => {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  })
