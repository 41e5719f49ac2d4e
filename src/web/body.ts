import express, { type RequestHandler } from 'express'
import { AppError } from '#src/kernel/errors.ts'

const ordinary = express.urlencoded({ extended: false, limit: '100kb', parameterLimit: 400 })
/** At sign-in a whole form may come along, sealed, which makes it a third longer. */
const withKeptForm = express.urlencoded({ extended: false, limit: '150kb', parameterLimit: 400 })

class UnsupportedBody extends AppError {
  readonly status = 415
}

/** Forms only: 100 kB, 400 fields, flat names. Anything else is refused before it is read (A4). */
export function readBody(): RequestHandler[] {
  return [
    (req, _res, next) => {
      const empty = req.method === 'GET' || req.method === 'HEAD'
      if (empty || req.is('application/x-www-form-urlencoded')) return next()
      throw new UnsupportedBody('errors.form')
    },
    (req, res, next) => (req.path === '/logga-in' ? withKeptForm : ordinary)(req, res, next),
  ]
}
