import express, { type RequestHandler } from 'express'
import { AppError } from '#src/kernel/errors.ts'

class UnsupportedBody extends AppError {
  readonly status = 415
}

/** Forms only: 100 kB, 200 fields, flat names. Anything else is refused before it is read (A4). */
export function readBody(): RequestHandler[] {
  return [
    (req, _res, next) => {
      const empty = req.method === 'GET' || req.method === 'HEAD'
      if (empty || req.is('application/x-www-form-urlencoded')) return next()
      throw new UnsupportedBody('errors.form')
    },
    express.urlencoded({ extended: false, limit: '100kb', parameterLimit: 400 }),
  ]
}
